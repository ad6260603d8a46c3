package org.stackdeck.access;

class WhoCanOnH2Tests extends WhoCanTests {}
