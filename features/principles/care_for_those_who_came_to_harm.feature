@principle_treat_fairly
Feature: Whoever came to harm is cared for first, and by name
  Before anything is written down, people are made safe. And nobody who was
  hurt is sent a voucher by somebody they have never met.

  Rule: People are made safe before anything else

    @ij_4 @forms
    Example: Ines was hurt
      When Ines reports an injury
      Then Teo is asked to "Make everyone safe"
      And Ruth is not asked to "Assess the report"

  Rule: Somebody who answers for the house meets them before an offer is made

    @ij_4
    Example: Nobody of rank has met Ines yet
      Given Ines's case of an injury was looked into
      Then Eva is asked to "Meet the customer"
      And Carla is not asked to "Compose an offer"

  Rule: A voucher is never all there is

    @ij_4
    Example: A voucher for an injury
      Given Eva has met Ines after the injury
      When Carla offers Ines nothing but a voucher
      Then "Compose an offer" is asked again, because of "voucher alone"
