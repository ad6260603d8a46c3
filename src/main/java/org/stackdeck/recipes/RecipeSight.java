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

/** The one decision on who sees a recipe, who may change it, and with whom it can be shared. */
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
     * Somebody who looks at recipes, as they are now.
     *
     * @param groups that they are in
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

    /** Of whoever is about to change something. */
    Eyes fresh(UserId user) {
        Subject subject = access.fresh(user);
        return new Eyes(subject, access.rights(subject), groups.of(user));
    }

    /**
     * Whether it can be shared so: with a user who may launch there, so that nothing else is told of who there is; and with
     * a group of one's own, or any for administrators.
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
