package org.stackdeck.contract;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.ServerId;

/** A cloud that the contract is tried on, and what others do to it from outside. */
interface CloudUnderTest extends AutoCloseable {

    Path cloudsYaml();

    /** The entry of {@link #cloudsYaml} for this kind of credential. */
    String entry(Access access);

    /** Makes a server in the project staff and waits until it is ACTIVE. */
    ServerId create(String name, Map<String, String> metadata);

    /** The same with one address of version 4. */
    ServerId createWithAddress(String name);

    void rename(ServerId id, String name);

    /** As a member of its project. */
    void lock(ServerId id, String reason);

    /** As an administrator who is no member of its project. */
    void lockAsAdministrator(ServerId id, String reason);

    /** Gives it another flavor, and returns when that waits to be confirmed. */
    void resize(ServerId id);

    /** Gives it these tags and no others. */
    void tag(ServerId id, Set<String> tags);

    /** Gives it this metadata and no other. */
    void describe(ServerId id, Map<String, String> metadata);

    /** The id of a flavor that the project research alone may use. */
    String flavorOfResearch(String name);

    /** Takes it away again, if it was made for that. */
    void removeFlavor(String id);

    /** Takes its addresses away, and returns when it has none. */
    void disconnect(ServerId id);

    /** Deletes it if it is still there, locked or not. */
    void remove(ServerId id);

    @Override
    void close();
}
