@shop
Feature: shop

  Background:
    Given an open shop

  Scenario: pays
    When I pay 3
    Then I have paid 3

  Scenario: pays wrong
    When I pay 3
    Then I have paid 4

  Scenario: nobody knows
    When I dance

  Scenario: some day
    When it is written

  @closed
  Scenario: closed
    When I pay 3

  Scenario Outline: rows
    When I pay <a>
    Then I have paid <b>

    Examples:
      | a | b |
      | 1 | 1 |
      | 2 | 3 |
