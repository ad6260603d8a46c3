package org.stackdeck.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.stackdeck.api.accessrequests.AccessRequestReviewController;
import org.stackdeck.api.accessrequests.NewAccessRequestMapper;
import org.stackdeck.api.accessrequests.OwnAccessRequestController;
import org.stackdeck.api.auth.AccessTokenConverter;
import org.stackdeck.api.error.ProblemDetailFactory;
import org.stackdeck.api.error.SecurityErrorHandler;
import org.stackdeck.api.grants.GrantAdministrationController;
import org.stackdeck.api.grants.GrantRequestMapper;
import org.stackdeck.api.grants.GrantResponseMapper;
import org.stackdeck.api.grants.RoleController;
import org.stackdeck.api.keypairs.KeyPairController;
import org.stackdeck.api.launch.LaunchController;
import org.stackdeck.api.launch.LaunchTemplateController;
import org.stackdeck.api.launch.LaunchTemplateMapper;
import org.stackdeck.api.operations.BulkActionController;
import org.stackdeck.api.operations.IdempotentRequestFactory;
import org.stackdeck.api.operations.OperationController;
import org.stackdeck.api.operations.OperationResponseMapper;
import org.stackdeck.api.projects.ProjectController;
import org.stackdeck.api.projects.ProjectResolver;
import org.stackdeck.api.resources.AccessReportController;
import org.stackdeck.api.resources.AdministratorResourceFinder;
import org.stackdeck.api.resources.DeletionProtectionController;
import org.stackdeck.api.resources.OwnerController;
import org.stackdeck.api.resources.ResourceController;
import org.stackdeck.api.resources.ResourceRequestHandler;
import org.stackdeck.api.servers.ServerActionRequestHandler;
import org.stackdeck.api.servers.ServerConsoleController;
import org.stackdeck.api.servers.ServerController;
import org.stackdeck.api.servers.ServerUsageAndActivityController;
import org.stackdeck.api.servers.UserServersController;
import org.stackdeck.api.servers.VisibleServerService;
import org.stackdeck.api.users.GroupController;
import org.stackdeck.api.users.GroupWebhookController;
import org.stackdeck.web.RequestBodyBudget;

/** Marks a test of the REST API that includes the filter chain and uses {@link ApiTestConfiguration}. */
@Tag("integration")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WebMvcTest(
        controllers = {
            ServerController.class,
            ServerUsageAndActivityController.class,
            ServerConsoleController.class,
            LaunchController.class,
            KeyPairController.class,
            LaunchTemplateController.class,
            OperationController.class,
            GrantAdministrationController.class,
            OwnAccessRequestController.class,
            AccessRequestReviewController.class,
            RoleController.class,
            AccessReportController.class,
            OwnerController.class,
            DeletionProtectionController.class,
            UserServersController.class,
            GroupController.class,
            GroupWebhookController.class,
            BulkActionController.class,
            ProjectController.class,
            ResourceController.class
        },
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = "org\\.stackdeck\\.ui\\..*"),
        properties = {"stackdeck.data-dir=${test.data:target/test-data}", "spring.web.locale=en"})
@Import({
    ApiTestConfiguration.class,
    ApiSecurityConfiguration.class,
    SecurityErrorHandler.class,
    AccessTokenConverter.class,
    ProblemDetailFactory.class,
    VisibleServerService.class,
    OperationResponseMapper.class,
    ProjectResolver.class,
    LaunchTemplateMapper.class,
    GrantRequestMapper.class,
    NewAccessRequestMapper.class,
    GrantResponseMapper.class,
    ServerActionRequestHandler.class,
    ResourceRequestHandler.class,
    AdministratorResourceFinder.class,
    IdempotentRequestFactory.class,
    RequestBodyBudget.class
})
public @interface ApiTest {}
