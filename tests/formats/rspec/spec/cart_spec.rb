class Cart
  def initialize; @items = []; end
  def add(item, price); @items << [item, price]; self; end
  def total; @items.sum { |_, price| price }; end
end

RSpec.describe Cart do
  it "adds up" do
    expect(Cart.new.add("tea", 3).add("cup", 4).total).to eq 7
  end

  context "when it is empty" do
    it("costs nothing") { expect(Cart.new.total).to eq 0 }
    it("gives a discount") { expect(Cart.new.total).to eq(-1) }
    it("asks for an address") { raise IOError, "no \"address\"" }
  end

  xit("ships") { }
  it("is wrapped") { skip "no paper" }
  it("is free") { pending "a bug"; expect(1).to eq 2 }
  [1, 2].each { |n| it("takes #{n} of it") { expect(n).to be > 1 } }
end
