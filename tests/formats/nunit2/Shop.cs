// Everything that NUnit 2 has a word for.
using System;
using NUnit.Framework;

namespace Shop
{
	[TestFixture]
	public class Cart
	{
		[Test] public void Adds() { Assert.AreEqual(3, 1 + 2); }
		[Test] public void Pays() { Assert.AreEqual("1 €", "2 €"); }
		[Test] public void Divides() { throw new DivideByZeroException(); }
		[Test, Ignore("until spring")] public void Ships() { }
		[Test] public void Guesses() { Assert.Inconclusive("no data"); }
		[Test] void Hides() { }
		[TestCase(1)] [TestCase(2)] public void Taxes(int rate)
		{
			Assert.AreEqual(1, rate);
		}
	}

	[TestFixture]
	public class Till
	{
		[TestFixtureSetUp] public void Open() { throw new Exception("stuck"); }
		[Test] public void Counts() { }
	}

	[TestFixture]
	public class Store
	{
		[TestFixtureTearDown] public void Lock() { throw new Exception("key lost"); }
		[Test] public void Stocks() { }
	}
}
