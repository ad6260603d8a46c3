package org.stackdeck.identity;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.stackdeck.identity.group.JpaGroupService;

/** Beans of the identity module that database tests of other modules need. */
@TestConfiguration
@Import({AdminActionExecutor.class, JpaGroupService.class, FakeStepUpCheck.class})
public class AdminActionExecutorTestConfiguration {}
