package org.stackdeck.cloud;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Where a browser finds a server's screen, or its serial line. Whoever has the address sits at the server, without further questions and as
 * long as they stay: it is handed to the one who asked for it, and to nothing that keeps or writes it.
 *
 * @param address with the cloud's token; of a page, http or https, or of a websocket, ws or wss, where it is a serial line
 */
public record RemoteConsole(Type type, URI address) {

    public RemoteConsole {
        String scheme = address.getScheme();
        if (scheme == null
                || !type.schemes().contains(scheme.toLowerCase(Locale.ROOT))
                || address.getHost() == null
                || address.getRawUserInfo() != null) {
            throw new CloudException(
                    CloudException.Category.UNINTELLIGIBLE, "The address of the console is none of its kind");
        }
    }

    /** The proxy that serves it, as a browser compares origins. */
    public String origin() {
        return address.getScheme().toLowerCase(Locale.ROOT) + "://" + address.getRawAuthority();
    }

    /** Without the token. */
    @Override
    public String toString() {
        return type + " at " + origin();
    }

    /** In Nova's words ({@code remote_console} of the Compute API). */
    public enum Type {
        NOVNC("vnc", "novnc"),
        SPICE("spice", "spice-html5"),
        SERIAL("serial", "serial");

        private static final Set<String> PAGES = Set.of("http", "https");
        private static final Set<String> SOCKETS = Set.of("ws", "wss");

        private final String protocol;
        private final String word;

        Type(String protocol, String word) {
            this.protocol = protocol;
            this.word = word;
        }

        private Set<String> schemes() {
            return this == SERIAL ? SOCKETS : PAGES;
        }

        public String protocol() {
            return protocol;
        }

        public String word() {
            return word;
        }
    }
}
