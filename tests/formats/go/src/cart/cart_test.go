package cart

import (
	"fmt"
	"testing"
)

func TestAdd(t *testing.T) {
	for _, n := range []int{1, 2} {
		t.Run(fmt.Sprintf("by %d", n), func(t *testing.T) {
			t.Log("adding", n)
			if Add(n, n) != 2 {
				t.Errorf("Add(%d, %d) is %d", n, n, Add(n, n))
			}
		})
	}
}

func TestSkipped(t *testing.T) { t.Skip("no till here") }

func TestBoth(t *testing.T) {
	for _, name := range []string{"a", "b"} {
		name := name
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for i := 0; i < 2; i++ {
				fmt.Println(name, "step", i)
			}
			if name == "b" {
				t.Fatal("b is wrong")
			}
		})
	}
}

func TestNoNewline(t *testing.T) { fmt.Print("words") }

func BenchmarkAdd(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Add(i, i)
	}
}
