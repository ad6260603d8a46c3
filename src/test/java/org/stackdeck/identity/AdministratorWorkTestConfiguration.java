package org.stackdeck.identity;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;

/** What other modules' tests on a database need of this one. */
@TestConfiguration
@Import({AdministratorWork.class, StoredGroups.class, FakeStepUp.class})
public class AdministratorWorkTestConfiguration {}
