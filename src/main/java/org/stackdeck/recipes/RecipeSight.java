package org.stackdeck.recipes;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Access;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Rights;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.GroupId;
import org.stackdeck.identity.Groups;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;

/** Decides who may see and change a launch template, and with whom it can be shared. */
@Component
class RecipeSight {

    private final Access access;
    private final Groups groups;
    private final Directory directory;

    RecipeSight(Access access, Groups groups, Directory directory) {
        this.access = access;
        this.groups = groups;
        this.directory = directory;
    }

    /**
     * User who views launch templates, with current permissions.
     *
     * @param groups groups of the user
     */
    record Eyes(Subject subject, Rights rights, Set<GroupId> groups) {

        boolean mayChange(Recipe recipe) {
            return subject.active() && (rights.administrator() || recipe.owner().equals(subject.user()));
        }

        boolean see(Recipe recipe) {
            return mayChange(recipe)
                    || (subject.active()
                            && shared(recipe.sharing())
                            && rights.mayMakeSome(recipe.cloud(), recipe.project()));
        }

        private boolean shared(Sharing sharing) {
            return switch (sharing) {
                case Sharing.WithNobody() -> false;
                case Sharing.WithEveryone() -> true;
                case Sharing.With(Grantee.OfUser(var user)) -> user.equals(subject.user());
                case Sharing.With(Grantee.OfGroup(var group)) -> groups.contains(group);
            };
        }
    }

    Eyes of(UserId user) {
        Subject subject = access.subject(user);
        return new Eyes(subject, access.rights(subject), groups.of(user));
    }

    /** The user with freshly loaded permissions, for a change. */
    Eyes fresh(UserId user) {
        Subject subject = access.fresh(user);
        return new Eyes(subject, access.rights(subject), groups.of(user));
    }

    /**
     * Whether the sharing is allowed: with a user who may launch servers in the project, which reveals no other users;
     * with one of the user's own groups; for administrators, with any group.
     */
    boolean shareable(Eyes by, Sharing sharing, CloudName cloud, ProjectId project) {
        return switch (sharing) {
            case Sharing.WithNobody() -> true;
            case Sharing.WithEveryone() -> true;
            case Sharing.With(Grantee.OfUser(var user)) ->
                directory.find(user).filter(User::active).isPresent()
                        && access.rights(user).mayMakeSome(cloud, project);
            case Sharing.With(Grantee.OfGroup(var group)) ->
                by.groups().contains(group)
                        || (by.rights().administrator() && groups.find(group).isPresent());
        };
    }
}
