package org.stackdeck.contract;

import java.nio.file.Path;
import java.util.Map;
import org.stackdeck.cloud.ServerId;

/** A cloud that the contract is tried on, and what others do to it from outside. */
interface CloudUnderTest extends AutoCloseable {

    Path cloudsYaml();

    /** The entry of {@link #cloudsYaml} for this kind of credential. */
    String entry(Access access);

    /** Makes a server in the project staff and waits until it is ACTIVE. */
    ServerId create(String name, Map<String, String> metadata);

    void rename(ServerId id, String name);

    void lock(ServerId id, String reason);

    /** Deletes it if it is still there, locked or not. */
    void remove(ServerId id);

    @Override
    void close();
}
