package org.stackdeck.operations.state;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.stackdeck.cloud.server.ReservedMetadata;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.operations.OperationId;

/**
 * Metadata value of a server that Stackdeck creates: the operation's ID and a random number. If Nova's response is
 * lost, Stackdeck finds the server by this value. Until the server exists, the number is stored only in the database,
 * so that users cannot write it to the metadata of another server.
 *
 * @param value only the operation's ID if a release without the number accepted the operation
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
     * Returns whether the server's metadata contains the operation's ID. For display only, because this does not prove
     * that the operation created the server.
     */
    public static boolean hasOperationId(Server server, OperationId operation) {
        return Optional.ofNullable(server.metadata().get(KEY))
                .filter(value -> value.equals(operation.toString()) || value.startsWith(operation + SEPARATOR))
                .isPresent();
    }
}
