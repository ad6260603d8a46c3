package org.stackdeck.launchtemplates;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupService;

/** Decides which users may see and change a launch template, and with which users and groups it can be shared. */
@Component
class LaunchTemplateAuthorizer {

    private final AccessDecisionService accessDecisionService;
    private final GroupService groupService;
    private final UserDirectory userDirectory;

    LaunchTemplateAuthorizer(
            AccessDecisionService accessDecisionService, GroupService groupService, UserDirectory userDirectory) {
        this.accessDecisionService = accessDecisionService;
        this.groupService = groupService;
        this.userDirectory = userDirectory;
    }

    /** User who accesses launch templates, with permissions and groups. */
    record TemplateViewer(Subject subject, EffectivePermissions permissions, Set<GroupId> groups) {

        boolean mayChange(LaunchTemplate launchTemplate) {
            return subject.active()
                    && (permissions.isAdministrator() || launchTemplate.owner().equals(subject.user()));
        }

        boolean canSee(LaunchTemplate launchTemplate) {
            return mayChange(launchTemplate)
                    || (subject.active()
                            && isSharedWithViewer(launchTemplate.sharing())
                            && permissions.mayCreateSomeServer(launchTemplate.cloud(), launchTemplate.project()));
        }

        private boolean isSharedWithViewer(LaunchTemplateVisibility launchTemplateVisibility) {
            return switch (launchTemplateVisibility) {
                case LaunchTemplateVisibility.OwnerOnly() -> false;
                case LaunchTemplateVisibility.AllUsers() -> true;
                case LaunchTemplateVisibility.SingleGrantee(Grantee.OfUser(var user)) -> user.equals(subject.user());
                case LaunchTemplateVisibility.SingleGrantee(Grantee.OfGroup(var group)) -> groups.contains(group);
            };
        }
    }

    TemplateViewer viewer(UserId user) {
        return viewer(accessDecisionService.subject(user));
    }

    /**
     * Returns the user with permissions loaded from the database, because cached permissions are not sufficient for a
     * change.
     */
    TemplateViewer loadViewer(UserId user) {
        return viewer(accessDecisionService.loadSubject(user));
    }

    private TemplateViewer viewer(Subject subject) {
        return new TemplateViewer(
                subject, accessDecisionService.permissions(subject), groupService.findIdsByMember(subject.user()));
    }

    /**
     * Returns whether the sharing is allowed. A single user must be permitted to launch servers in the project, so
     * that the result does not reveal whether other users exist. A group must be one of the sharing user's own groups,
     * unless that user is an administrator.
     */
    boolean canShare(
            TemplateViewer by, LaunchTemplateVisibility launchTemplateVisibility, CloudName cloud, ProjectId project) {
        return switch (launchTemplateVisibility) {
            case LaunchTemplateVisibility.OwnerOnly() -> true;
            case LaunchTemplateVisibility.AllUsers() -> true;
            case LaunchTemplateVisibility.SingleGrantee(Grantee.OfUser(var user)) -> {
                // Loaded for an unknown user too, so that the response time reveals nothing.
                EffectivePermissions permissions = accessDecisionService.permissions(user);
                yield userDirectory.find(user).filter(User::isActive).isPresent()
                        && permissions.mayCreateSomeServer(cloud, project);
            }
            case LaunchTemplateVisibility.SingleGrantee(Grantee.OfGroup(var group)) ->
                by.groups().contains(group)
                        || (by.permissions().isAdministrator()
                                && groupService.find(group).isPresent());
        };
    }
}
