package org.stackdeck.ui.access;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.stackdeck.access.Grantee;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.ui.ViewModel;

/** A grantee, user or group, with its name. */
@ViewModel
public record NamedGrantee(Grantee grantee, String name) {

    private static final Comparator<NamedGrantee> BY_NAME = Comparator.comparing(namedGrantee -> namedGrantee.name);

    public boolean isGroup() {
        return grantee instanceof Grantee.OfGroup;
    }

    /** All users and groups, regardless of their state. */
    public static List<NamedGrantee> allIncludingRejected(UserDirectory userDirectory, GroupService groupService) {
        return Stream.concat(
                        groupService.all().stream()
                                .map(group -> new NamedGrantee(
                                        Grantee.of(group.id()), group.name().value())),
                        userDirectory.all().stream()
                                .map(user -> new NamedGrantee(
                                        Grantee.of(user.id()), user.name().value())))
                .toList();
    }

    /** Possible grantees, groups first. Excludes administrators, who need no grants, and rejected users. */
    public static List<NamedGrantee> grantable(UserDirectory userDirectory, GroupService groupService) {
        Stream<NamedGrantee> teams = groupService.all().stream()
                .map(group ->
                        new NamedGrantee(Grantee.of(group.id()), group.name().value()))
                .sorted(BY_NAME);
        Stream<NamedGrantee> people = userDirectory.all().stream()
                .filter(user -> user.role() == User.Role.MEMBER && user.state() != User.State.REJECTED)
                .map(user -> new NamedGrantee(Grantee.of(user.id()), user.name().value()))
                .sorted(BY_NAME);
        return Stream.concat(teams, people).toList();
    }
}
