package org.stackdeck.identity;

class RegistrationPolicyOnH2Tests extends RegistrationPolicyTests {}
