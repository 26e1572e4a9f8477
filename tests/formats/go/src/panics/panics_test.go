package panics

import "testing"

func TestPanics(t *testing.T) {
	var nothing map[string]int
	nothing["a"] = 1
}
