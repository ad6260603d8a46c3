package org.stackdeck.identity;

class AccountsOnH2Tests extends AccountsTests {}
