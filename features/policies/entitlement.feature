@policy
Feature: What a customer is owed in any case
  A floor that nobody has to ask for and nobody has to approve. The figures
  are those of the shipped table; several rows that fit are added up.

  Rule: The floor follows from what happened and from the price

    Scenario Outline: <failure_point>, <failure_type>, <hours_lost> hours
      When the table "entitlement" is asked
        | failure_point   | failure_type   | hours_lost   | price      |
        | <failure_point> | <failure_type> | <hours_lost> | 100.00 USD |
      Then it answers "<floor>" for "floor"

      Examples: as decided in the table "entitlement"
        | failure_point     | failure_type  | hours_lost | floor      |
        | cancelled_flight  | not_delivered | 5          | 100.00 USD |
        | delayed_flight    | late          | 3          | 50.00 USD  |
        | delayed_flight    | late          | 2          | 0.00 USD   |
        | baggage_late      | late          | 2          | 50.00 USD  |
        | missed_connection | late          | 3          | 75.00 USD  |
        | cold_meal         | badly_executed | 0         | 0.00 USD   |
