package org.stackdeck.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.cloud.ServerAction;

/** A right on servers. Each implies reading: nobody can act on what they may not know of. */
public enum Permission {
    SERVER_READ("server:read"),
    SERVER_START("server:start"),
    SERVER_STOP("server:stop"),
    SERVER_REBOOT("server:reboot"),
    /** Hold it where it is and let it go on: pause and suspend. */
    SERVER_PAUSE("server:pause"),
    /** Read what the server printed to its console. */
    SERVER_LOG("server:log"),
    /** Sit at the server's screen and keyboard. */
    SERVER_CONSOLE("server:console"),
    SERVER_SNAPSHOT("server:snapshot"),
    SERVER_RESIZE("server:resize"),
    /** Put it away and fetch it back. */
    SERVER_SHELVE("server:shelve"),
    /** Its name, description, tags and metadata. */
    SERVER_UPDATE("server:update"),
    /** Give it and take from it volumes that the project has. */
    SERVER_VOLUMES("server:volumes"),
    /** Its ports, floating addresses and security groups. */
    SERVER_NETWORK("server:network"),
    /** Set the password of its administrator. */
    SERVER_PASSWORD("server:password"),
    /** Boot it from another image for as long as it takes to mend it. */
    SERVER_RESCUE("server:rescue"),
    /** Make it anew from an image; what was on its disk is lost. */
    SERVER_REBUILD("server:rebuild"),
    /** Set and lift the lock that keeps all others from acting. */
    SERVER_LOCK("server:lock"),
    /** Make servers in the projects of the grant, such as are among those that it is about. */
    SERVER_CREATE("server:create"),
    SERVER_DELETE("server:delete"),
    /** What clouds leave to their administrators: correct Nova's record of its state, move it to another host. */
    SERVER_ADMINISTER("server:administer"),
    /** See the compute host a server runs on. */
    SERVER_READ_HOST("server:read-host");

    private final String word;

    Permission(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public boolean implies(Permission other) {
        return this == other || other == SERVER_READ;
    }

    /** These and all that they imply. */
    public static Set<Permission> withImplied(Collection<Permission> given) {
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        Arrays.stream(values())
                .filter(candidate -> given.stream().anyMatch(one -> one.implies(candidate)))
                .forEach(all::add);
        return all;
    }

    public static Optional<Permission> ofWord(String word) {
        return Arrays.stream(values()).filter(p -> p.word.equals(word)).findFirst();
    }

    /** The permission an action needs. */
    public static Permission of(ServerAction action) {
        return ofWord(action.permission())
                .orElseThrow(() -> new IllegalStateException("no permission named " + action.permission()));
    }
}
