package org.stackdeck.identity;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;

/** Beans of this module that database tests of other modules need. */
@TestConfiguration
@Import({AdministratorWork.class, StoredGroups.class, FakeStepUp.class})
public class AdministratorWorkTestConfiguration {}
