@assurance
Feature: People see and do what is theirs
  A complaint tells of people at a bad moment. It is read by those who can
  help, and decided by those who may, who are not concerned themselves.

  Rule: A case is open to those who work where it happened

    @forms
    Example: Ben works at another airport
      Given Mina has reported "My flight was cancelled"
      Then Ben is asked to do nothing
      And Ben does not find Mina's case

    @forms
    Example: Ruth was at the desk
      Given Mina has reported "My flight was cancelled"
      Then Ruth is asked to "Assess the report"
      And Ruth finds Mina's case

  Rule: Tasks are done by those whose lane they are in

    @forms
    Example: Ruth tries to do Carla's work
      Given Mina's case waits to be understood
      When Ruth tries "Understand the impact"
      Then it is refused because "case owner"

  Rule: Whoever asks for something does not approve it

    Example: Teo stands in at the desk and is generous
      Given Mina has reported a small failure
      When Teo puts it right at once, with just more than the desk may give
      Then Teo is not asked to "Approve as supervisor"

  Rule: Whoever a case is about does not see it

    @forms
    Example: Mina complains about Ruth
      Given Mina has complained about Ruth
      Then Ruth does not find Mina's case
      And Paul finds Mina's case

  Rule: A link opens one case and says nothing about others

    @forms
    Example: Omar looks at his page
      Given Mina has reported "My flight was cancelled"
      And Omar has reported "My bag is lost"
      Then the page of Omar does not say "My flight was cancelled"
