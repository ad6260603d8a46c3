package org.stackdeck.identity.registration;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class RegistrationPolicyServiceOnMariaDbTests extends RegistrationPolicyServiceTests {}
