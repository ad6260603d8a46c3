package org.stackdeck.operations;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.stackdeck.cloud.server.ReservedMetadata;
import org.stackdeck.cloud.server.Server;

/**
 * Metadata value by which Stackdeck finds a server that it created if Nova's response was lost: the operation's id and
 * a random number. Until the server exists, the number is stored only in the database, so that users cannot write it to
 * the metadata of another server.
 *
 * @param value only the id for operations that were accepted by releases without the number
 */
public record LaunchMarker(String value) {

    public static final String KEY = ReservedMetadata.PREFIX + "operation";

    private static final String SEPARATOR = ".";
    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static LaunchMarker create(OperationId operation) {
        byte[] number = new byte[BYTES];
        RANDOM.nextBytes(number);
        return new LaunchMarker(operation + SEPARATOR + HexFormat.of().formatHex(number));
    }

    public boolean isOn(Server server) {
        return value.equals(server.metadata().get(KEY));
    }

    /**
     * Returns whether the server's metadata contains the operation's id. This proves nothing and is used for display
     * only.
     */
    static boolean hasOperationId(Server server, OperationId operation) {
        return Optional.ofNullable(server.metadata().get(KEY))
                .filter(value -> value.equals(operation.toString()) || value.startsWith(operation + SEPARATOR))
                .isPresent();
    }
}
