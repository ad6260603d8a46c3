package org.stackdeck.identity.registration;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class RegistrationPolicyServiceOnPostgreSqlTests extends RegistrationPolicyServiceTests {}
