@policy
Feature: Small gifts add up, and none goes to one's own family
  Limits hold for the sum of a day and for one customer's week as well. The
  figures are those of the shipped table, in its currency.

  Rule: What one gives in a day has a limit

    Scenario Outline: <role> has given <given_today> today, this included
      When the table "authority" is asked
        | goodwill   | role   | given_today   |
        | 100.00 USD | <role> | <given_today> |
      Then it answers "<approval>" for "approval"

      Examples: as decided in the table "authority"
        | role       | given_today | approval   |
        | front_line | 1000.00 USD | none       |
        | front_line | 1000.01 USD | supervisor |
        | supervisor | 1000.01 USD | none       |

  Rule: Several gifts to one customer in a week count as one

    Scenario Outline: The customer was given <given_to_customer> in a week
      When the table "authority" is asked
        | goodwill   | role       | given_to_customer   |
        | 100.00 USD | case_owner | <given_to_customer> |
      Then it answers "<approval>" for "approval"

      Examples: as decided in the table "authority"
        | given_to_customer | approval   |
        | 200.00 USD        | none       |
        | 200.01 USD        | supervisor |

  Rule: Whatever goes to one's own family is decided by somebody else

    Scenario Outline: <role> gives something to the family
      When the table "authority" is asked
        | goodwill | role   | for_family |
        | 1.00 USD | <role> | yes        |
      Then it answers "<approval>" for "approval"

      Examples: as decided in the table "authority"
        | role       | approval   |
        | front_line | supervisor |
        | supervisor | finance    |
        | finance    | executive  |
