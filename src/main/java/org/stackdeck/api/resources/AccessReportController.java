package org.stackdeck.api.resources;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.json.ResourceSelectorJson;
import org.stackdeck.access.json.WeeklyHoursJson;
import org.stackdeck.access.report.AccessPath;
import org.stackdeck.access.report.ResourceAccessReport;
import org.stackdeck.access.report.ResourceAccessReportService;
import org.stackdeck.access.report.UserWithAccess;
import org.stackdeck.api.resources.AdministratorResourceFinder.FoundResource;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;

/** REST controller with which administrators list the users with access to a server or another resource. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/{kind:" + AdministratorResourceFinder.KINDS + "}/{id}/access")
public class AccessReportController {

    private final AdministratorResourceFinder finder;
    private final ResourceAccessReportService resourceAccessReportService;

    AccessReportController(
            AdministratorResourceFinder finder, ResourceAccessReportService resourceAccessReportService) {
        this.finder = finder;
        this.resourceAccessReportService = resourceAccessReportService;
    }

    /** @param cloud required only if several clouds have a resource with this ID */
    @GetMapping
    AccessResponse get(
            Caller caller,
            @PathVariable String kind,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud) {
        finder.requireAdministrator(caller, ".access", kind, id);
        FoundResource found = finder.findWithSharing(caller, kind, id, cloud);
        return AccessResponse.of(kind, found, resourceAccessReportService.report(caller, found.attributes()));
    }

    /**
     * @param server the ID of a server; absent for other resources
     * @param owner user name of the owner, or null
     * @param published whether all users who can create servers in the cloud can use the resource; they are not in
     *     {@code users}. Absent for servers
     * @param sharedWith IDs of other projects. Users who can create servers in them can use the resource; they are not
     *     in {@code users}. Absent for servers
     */
    record AccessResponse(
            String kind,
            String id,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String server,

            String cloud,
            String name,
            @Nullable String owner,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean published,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> sharedWith,

            List<UserAccessResponse> users) {

        static AccessResponse of(String kind, FoundResource found, ResourceAccessReport resourceAccessReport) {
            ResourceAttributes resource = found.attributes();
            CloudResource shared = found.resource();
            ActionTarget target = resource.target();
            User owner = resourceAccessReport.owner();
            return new AccessResponse(
                    kind,
                    target.idText(),
                    AdministratorResourceFinder.isServer(kind) ? target.idText() : null,
                    target.cloud().value(),
                    resource.name(),
                    owner == null ? null : owner.name().value(),
                    shared == null ? null : shared.published(),
                    shared == null
                            ? null
                            : shared.sharedWith().stream()
                                    .map(ProjectId::value)
                                    .sorted()
                                    .toList(),
                    resourceAccessReport.users().stream()
                            .map(UserAccessResponse::of)
                            .toList());
        }
    }

    /** @param now whether the user has access now; false if the access begins later */
    record UserAccessResponse(String user, String displayName, boolean now, List<AccessPathResponse> ways) {

        static UserAccessResponse of(UserWithAccess userWithAccess) {
            return new UserAccessResponse(
                    userWithAccess.user().name().value(),
                    userWithAccess.user().displayName(),
                    userWithAccess.activeNow(),
                    userWithAccess.paths().stream().map(AccessPathResponse::of).toList());
        }
    }

    /**
     * @param way "administrator" or "grant"
     * @param grant ID of the grant; null for an administrator, like all following fields except {@code permissions} and
     *     {@code now}
     * @param group name of the group through which the user has the grant; null for a grant to the user
     * @param role name of the role; null for individual permissions
     * @param permissions codes of all permissions, including implied ones
     * @param opens next time at which the permissions apply; null if they apply now
     */
    record AccessPathResponse(
            String way,
            @Nullable String grant,
            @Nullable String group,
            @Nullable ResourceSelectorJson servers,
            @Nullable String role,
            List<String> permissions,
            boolean now,
            @Nullable Instant opens,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable WeeklyHoursJson hours) {

        static AccessPathResponse of(AccessPath accessPath) {
            return switch (accessPath) {
                case AccessPath.ByAdministratorRole() ->
                    new AccessPathResponse(
                            "administrator",
                            null,
                            null,
                            null,
                            null,
                            Permission.codes(accessPath.role().permissions()),
                            true,
                            null,
                            null,
                            null,
                            null);
                case AccessPath.ByGrant by -> of(by, by.terms());
            };
        }

        private static AccessPathResponse of(AccessPath.ByGrant by, GrantTerms grantTerms) {
            return new AccessPathResponse(
                    "grant",
                    by.grant().toString(),
                    by.group() == null ? null : by.group().name().value(),
                    ResourceSelectorJson.of(grantTerms.servers()),
                    grantTerms.role().isNamed() ? grantTerms.role().name() : null,
                    Permission.codes(grantTerms.role().permissions()),
                    by.isActive(),
                    by.opens(),
                    grantTerms.from(),
                    grantTerms.until(),
                    grantTerms.hours() == null ? null : WeeklyHoursJson.of(grantTerms.hours()));
        }
    }
}
