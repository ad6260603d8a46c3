package org.stackdeck.ui.access;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.access.Grantee;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.ui.ViewLogic;

/** A grantee (a user or a group) with its name. */
@ViewLogic
public record NamedGrantee(Grantee grantee, String name) {

    private static final Comparator<NamedGrantee> BY_NAME = Comparator.comparing(namedGrantee -> namedGrantee.name);

    public boolean isGroup() {
        return grantee instanceof Grantee.OfGroup;
    }

    /** Returns all groups and all users, including rejected users, by grantee. */
    public static Map<Grantee, NamedGrantee> allIncludingRejected(
            UserDirectory userDirectory, GroupService groupService) {
        return Stream.concat(groups(groupService), userDirectory.all().stream().map(NamedGrantee::of))
                .collect(Collectors.toMap(NamedGrantee::grantee, Function.identity()));
    }

    /**
     * Returns the possible grantees: groups first, then users, each sorted by name. Excludes rejected users, and
     * administrators, who need no grants.
     */
    public static List<NamedGrantee> grantable(UserDirectory userDirectory, GroupService groupService) {
        Stream<NamedGrantee> people = userDirectory.all().stream()
                .filter(user -> user.role() == User.Role.MEMBER && user.state() != User.State.REJECTED)
                .map(NamedGrantee::of);
        return Stream.concat(groups(groupService).sorted(BY_NAME), people.sorted(BY_NAME))
                .toList();
    }

    private static Stream<NamedGrantee> groups(GroupService groupService) {
        return groupService.all().stream()
                .map(group ->
                        new NamedGrantee(Grantee.of(group.id()), group.name().value()));
    }

    private static NamedGrantee of(User user) {
        return new NamedGrantee(Grantee.of(user.id()), user.name().value());
    }
}
