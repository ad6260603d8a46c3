package org.stackdeck.cloud.server;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.stackdeck.cloud.CloudException;

/**
 * Address of a server's graphical or serial console. The address grants access to the console without further
 * authentication: return it only to the user who requested it, and never store or log it.
 *
 * @param address http or https address of a page, or ws or wss address of a serial console; contains the console's
 *     token
 */
public record RemoteConsole(Type type, URI address) {

    public RemoteConsole {
        String scheme = address.getScheme();
        if (scheme == null
                || !type.schemes().contains(scheme.toLowerCase(Locale.ROOT))
                || address.getHost() == null
                || address.getRawUserInfo() != null) {
            throw new CloudException(
                    CloudException.Category.UNINTELLIGIBLE, "The console address has an unsupported scheme");
        }
    }

    /** Returns the origin of the console proxy: scheme, host and, if present, port. */
    public String origin() {
        return address.getScheme().toLowerCase(Locale.ROOT) + "://" + address.getRawAuthority();
    }

    /** Omits the token. */
    @Override
    public String toString() {
        return type + " at " + origin();
    }

    /** Console types of the Compute API ({@code remote_console}). */
    public enum Type {
        NOVNC("vnc", "novnc"),
        SPICE("spice", "spice-html5"),
        SERIAL("serial", "serial");

        private static final Set<String> PAGE_SCHEMES = Set.of("http", "https");
        private static final Set<String> WEBSOCKET_SCHEMES = Set.of("ws", "wss");

        private final String protocol;
        private final String wireName;

        Type(String protocol, String wireName) {
            this.protocol = protocol;
            this.wireName = wireName;
        }

        private Set<String> schemes() {
            return this == SERIAL ? WEBSOCKET_SCHEMES : PAGE_SCHEMES;
        }

        public String protocol() {
            return protocol;
        }

        public String wireName() {
            return wireName;
        }
    }
}
