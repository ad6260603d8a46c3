package org.stackdeck.ui.grants;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.stackdeck.access.Grantee;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.Groups;
import org.stackdeck.identity.User;
import org.stackdeck.ui.ViewModel;

/** A grantee, user or group, with its name. */
@ViewModel
public record Party(Grantee grantee, String name) {

    private static final Comparator<Party> BY_NAME = Comparator.comparing(party -> party.name);

    boolean group() {
        return grantee instanceof Grantee.OfGroup;
    }

    /** All users and groups, regardless of their state. */
    static List<Party> named(Directory directory, Groups groups) {
        return Stream.concat(
                        groups.all().stream()
                                .map(group -> new Party(
                                        Grantee.of(group.id()), group.name().value())),
                        directory.all().stream()
                                .map(user -> new Party(
                                        Grantee.of(user.id()), user.name().value())))
                .toList();
    }

    /** Possible grantees, groups first. Excludes administrators, who need no grants, and rejected users. */
    static List<Party> all(Directory directory, Groups groups) {
        Stream<Party> teams = groups.all().stream()
                .map(group -> new Party(Grantee.of(group.id()), group.name().value()))
                .sorted(BY_NAME);
        Stream<Party> people = directory.all().stream()
                .filter(user -> user.role() == User.Role.MEMBER && user.state() != User.State.REJECTED)
                .map(user -> new Party(Grantee.of(user.id()), user.name().value()))
                .sorted(BY_NAME);
        return Stream.concat(teams, people).toList();
    }
}
