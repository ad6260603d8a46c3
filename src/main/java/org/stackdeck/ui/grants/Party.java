package org.stackdeck.ui.grants;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.stackdeck.access.Grantee;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.Groups;
import org.stackdeck.identity.User;
import org.stackdeck.ui.ViewModel;

/** A user or a group, as someone to whom something is granted. */
@ViewModel
public record Party(Grantee grantee, String name) {

    private static final Comparator<Party> BY_NAME = Comparator.comparing(party -> party.name);

    boolean group() {
        return grantee instanceof Grantee.OfGroup;
    }

    /** Everyone there is, whatever their state. */
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

    /** To whom something can be given, groups first. Administrators need no grants, and whoever was turned away shall get none. */
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
