package org.stackdeck.contract;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.resource.ResourceKind;

/** A cloud under test, with operations that bypass Stackdeck. */
interface CloudUnderTest extends AutoCloseable {

    Path cloudsYaml();

    /** Returns the name of the entry in {@link #cloudsYaml} that has this kind of credential. */
    String entry(CredentialKind credentialKind);

    /** Creates a server in the project staff and waits until it is ACTIVE. */
    ServerId create(String name, Map<String, String> metadata);

    /** Creates a server with one IPv4 address in the project staff and waits until it is ACTIVE. */
    ServerId createWithAddress(String name);

    void rename(ServerId id, String name);

    /** Locks the server as a member of its project. */
    void lock(ServerId id, String reason);

    /** Locks the server as an administrator who is not a member of its project. */
    void lockAsAdministrator(ServerId id, String reason);

    /** Resizes the server to another flavor and waits until the resize can be confirmed. */
    void resize(ServerId id);

    void setTags(ServerId id, Set<String> tags);

    void setMetadata(ServerId id, Map<String, String> metadata);

    /**
     * Creates a flavor or a volume type that only the project research can use, and returns its ID.
     *
     * @param kind {@link ResourceKind#FLAVOR} or {@link ResourceKind#VOLUME_TYPE}
     */
    String createForResearch(ResourceKind kind, String name);

    /** Deletes a flavor or a volume type that {@link #createForResearch} created. */
    void deleteForResearch(ResourceKind kind, String id);

    /** Detaches the interfaces of the server and waits until it has no address. */
    void removeAddresses(ServerId id);

    /** Deletes the server if it exists, even if it is locked. */
    void delete(ServerId id);

    @Override
    void close();
}
