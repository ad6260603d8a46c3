package org.stackdeck.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** A test of the REST API, including its filter chain, with {@link ApiFakes}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WebMvcTest(
        controllers = {
            ServerController.class,
            ServerActivityController.class,
            ServerConsoleController.class,
            ServerLogController.class,
            ServerUsageController.class,
            LaunchController.class,
            KeyController.class,
            RecipeController.class,
            OperationController.class,
            GrantController.class,
            AccessController.class,
            AccessRequestController.class,
            AccessReviewController.class,
            RoleController.class,
            ServerAccessController.class,
            ServerOwnerController.class,
            ServerProtectionController.class,
            SeeAsController.class,
            GroupController.class,
            BulkController.class,
            ProjectController.class
        },
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = "org\\.stackdeck\\.ui\\..*"),
        properties = {"stackdeck.data-dir=target/test-data", "spring.web.locale=en"})
@Import({
    ApiFakes.class,
    ApiSecurityConfiguration.class,
    SecurityProblems.class,
    TokenCheck.class,
    ProblemDocuments.class,
    VisibleServers.class,
    OperationBodies.class,
    LaunchPlaces.class,
    RecipeBodies.class,
    GrantWishes.class,
    AccessWishes.class,
    GrantBodies.class,
    AdministratorCheck.class,
    ServerActions.class,
    RepeatKeys.class
})
@interface ApiTest {}
