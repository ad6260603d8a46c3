package org.stackdeck.identity.registration;

class RegistrationPolicyOnH2Tests extends RegistrationPolicyTests {}
