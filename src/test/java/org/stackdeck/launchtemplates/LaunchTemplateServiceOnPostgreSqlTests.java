package org.stackdeck.launchtemplates;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class LaunchTemplateServiceOnPostgreSqlTests extends LaunchTemplateServiceTests {}
