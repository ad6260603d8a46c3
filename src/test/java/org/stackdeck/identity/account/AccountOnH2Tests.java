package org.stackdeck.identity.account;

class AccountOnH2Tests extends AccountTests {}
