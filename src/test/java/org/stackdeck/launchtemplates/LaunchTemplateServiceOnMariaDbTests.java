package org.stackdeck.launchtemplates;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class LaunchTemplateServiceOnMariaDbTests extends LaunchTemplateServiceTests {}
