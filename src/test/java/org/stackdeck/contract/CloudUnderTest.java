package org.stackdeck.contract;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.resource.ResourceKind;

/** A cloud under test, and operations on it that bypass Stackdeck. */
interface CloudUnderTest extends AutoCloseable {

    Path cloudsYaml();

    /** The entry of {@link #cloudsYaml} with this kind of credential. */
    String entry(CredentialKind credentialKind);

    /** Creates a server in the project staff and waits until it is ACTIVE. */
    ServerId create(String name, Map<String, String> metadata);

    /** The same with one IPv4 address. */
    ServerId createWithAddress(String name);

    void rename(ServerId id, String name);

    /** Locks it as a member of its project. */
    void lock(ServerId id, String reason);

    /** Locks it as an administrator who is not a member of its project. */
    void lockAsAdministrator(ServerId id, String reason);

    /** Resizes it to another flavor and returns when the resize has to be confirmed. */
    void resize(ServerId id);

    /** Replaces its tags. */
    void setTags(ServerId id, Set<String> tags);

    /** Replaces its metadata. */
    void setMetadata(ServerId id, Map<String, String> metadata);

    /**
     * Returns the id of a flavor or a volume type that only the project research can use.
     *
     * @param kind {@link ResourceKind#FLAVOR} or {@link ResourceKind#VOLUME_TYPE}
     */
    String createForResearch(ResourceKind kind, String name);

    /** Deletes what {@link #createForResearch} has created. */
    void deleteForResearch(ResourceKind kind, String id);

    /** Detaches its interfaces and returns when it has no address. */
    void removeAddresses(ServerId id);

    /** Deletes it if it exists, even if it is locked. */
    void delete(ServerId id);

    @Override
    void close();
}
