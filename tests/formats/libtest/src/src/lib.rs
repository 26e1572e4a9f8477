//! A small shop.

/// Adds.
///
/// ```
/// assert_eq!(shop::add(1, 1), 2);
/// ```
pub fn add(a: i32, b: i32) -> i32 {
    a + b
}

#[cfg(test)]
mod tests {
    use super::add;

    #[test]
    fn adds() {
        println!("adding");
        assert_eq!(add(1, 1), 2);
    }

    #[test]
    fn adds_wrongly() {
        println!("adding");
        assert_eq!(add(1, 1), 3, "a \"wrong\" sum");
    }

    #[test]
    #[ignore = "no till"]
    fn pays() {}

    #[test]
    #[should_panic(expected = "closed")]
    fn opens() {}
}
