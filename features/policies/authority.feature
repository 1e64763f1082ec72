@policy
Feature: Who may give how much
  Only goodwill is asked about: what a customer is owed needs nobody's leave.
  The figures are those of the shipped table, in its currency.

  Rule: Up to a limit people decide alone, beyond it the next one up does

    Scenario Outline: <role> gives <goodwill>
      When the table "authority" is asked
        | goodwill   | role   |
        | <goodwill> | <role> |
      Then it answers "<approval>" for "approval"

      Examples: as decided in the table "authority"
        | role       | goodwill    | approval   |
        | front_line | 200.00 USD  | none       |
        | front_line | 200.01 USD  | supervisor |
        | case_owner | 200.00 USD  | none       |
        | case_owner | 1000.00 USD | supervisor |
        | supervisor | 1000.00 USD | none       |
        | case_owner | 1000.01 USD | finance    |
        | finance    | 5000.00 USD | executive  |
        | case_owner | 5000.00 USD | finance    |
        | case_owner | 5000.01 USD | executive  |

  Rule: Nobody approves much for a failure of their own

    Scenario Outline: <role> was part of the failure and gives <goodwill>
      When the table "authority" is asked
        | goodwill   | role   | own_failure |
        | <goodwill> | <role> | yes         |
      Then it answers "<approval>" for "approval"

      Examples: as decided in the table "authority"
        | role       | goodwill   | approval   |
        | front_line | 200.00 USD | none       |
        | front_line | 200.01 USD | supervisor |
        | supervisor | 200.01 USD | finance    |
        | finance    | 200.01 USD | executive  |
