package org.stackdeck.identity;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class RegistrationPolicyOnMariaDbTests extends RegistrationPolicyTests {}
