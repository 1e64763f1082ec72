@policy
Feature: What the EU gives air passengers
  Regulation 261/2004 as the pack "eu261" has it. An example, to be checked.

  Rule: The longer the flight, the more is paid for a cancellation

    Scenario Outline: Cancelled at once, <km> km
      When it is asked what is owed
        | pack          | eu261            |
        | occurred_on   | 2026-02-08       |
        | failure_point | cancelled_flight |
        | distance_km   | <km>             |
        | notice_days   | 0                |
      Then "<sum>" is owed as "compensation"

      Examples: as decided in the table "eu261_2004"
        | km   | sum        |
        | 1500 | 250.00 EUR |
        | 1501 | 400.00 EUR |
        | 3500 | 400.00 EUR |
        | 3501 | 600.00 EUR |

  Rule: Weather ends the compensation, never care, price and another flight

    Example: A storm, and they do not travel
      When it is asked what is owed
        | pack          | eu261            |
        | occurred_on   | 2026-02-08       |
        | failure_point | cancelled_flight |
        | failure_type  | not_delivered    |
        | distance_km   | 1000             |
        | hours_lost    | 5                |
        | price         | 100.00 USD       |
        | extraordinary | yes              |
      Then "nothing" is owed as "compensation"
      And "100.00 USD" is owed as "refund"
      And "care" is owed in kind
      And "reroute" is owed in kind

  Rule: The version of the day of the failure counts; what is pending does not

    Example: The text of 2026 is not in force
      When it is asked what is owed
        | pack          | eu261          |
        | occurred_on   | 2026-12-24     |
        | failure_point | delayed_flight |
        | distance_km   | 4000           |
        | hours_lost    | 3              |
      Then "600.00 EUR" is owed as "compensation"
      And it is the version "2004" that counts
