package org.stackdeck.identity.registration;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class RegistrationPolicyOnMariaDbTests extends RegistrationPolicyTests {}
