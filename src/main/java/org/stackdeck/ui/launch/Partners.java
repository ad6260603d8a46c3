package org.stackdeck.ui.launch;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Rights;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.Group;
import org.stackdeck.identity.GroupId;
import org.stackdeck.identity.Groups;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/** Users and groups with whom a launch template can be shared. {@link Recipes} validates the input. */
final class Partners {

    private final Directory directory;
    private final Groups groups;

    Partners(Directory directory, Groups groups) {
        this.directory = directory;
        this.groups = groups;
    }

    Optional<Grantee> user(String typed) {
        return UserName.parse(typed.strip())
                .flatMap(directory::find)
                .map(User::id)
                .map(Grantee::of);
    }

    /** Returns the user's groups by name, or all groups for administrators. */
    List<Group> groups(UserId person, Rights rights) {
        Set<GroupId> own = groups.of(person);
        return groups.all().stream()
                .filter(group -> rights.administrator() || own.contains(group.id()))
                .toList();
    }

    /** Empty if the user no longer exists. */
    String name(UserId user) {
        return directory.find(user).map(User::name).map(UserName::value).orElse("");
    }
}
