package org.stackdeck.access;

class GrantsOnH2Tests extends GrantsTests {}
