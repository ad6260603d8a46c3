package org.stackdeck.simulator.model;

import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.support.StableIds;

/**
 * Configuration and host of a server.
 *
 * @param image null if the server boots from a volume
 * @param userData base64, as in the request
 * @param hostname host name of the guest, which does not change with the server's name
 * @param host compute host; null if the server was never scheduled
 */
public record ServerConfiguration(
        SimulatedFlavor flavor,
        @Nullable SimulatedImage image,
        @Nullable String keyName,
        @Nullable String userData,
        String hostname,
        @Nullable String host) {

    private static final int HOSTS = 3;

    public ServerConfiguration with(SimulatedFlavor newFlavor) {
        return new ServerConfiguration(newFlavor, image, keyName, userData, hostname, host);
    }

    /**
     * Returns this configuration after a rebuild from the image. A server that boots from a volume still has no image
     * after the rebuild.
     */
    public ServerConfiguration rebuiltFrom(SimulatedImage newImage) {
        return new ServerConfiguration(flavor, image == null ? null : newImage, keyName, userData, hostname, host);
    }

    public ServerConfiguration withKey(@Nullable String newKeyName) {
        return new ServerConfiguration(flavor, image, newKeyName, userData, hostname, host);
    }

    public ServerConfiguration withUserData(@Nullable String newUserData) {
        return new ServerConfiguration(flavor, image, keyName, newUserData, hostname, host);
    }

    public ServerConfiguration withHostname(String newHostname) {
        return new ServerConfiguration(flavor, image, keyName, userData, newHostname, host);
    }

    public ServerConfiguration withHost(String newHost) {
        return new ServerConfiguration(flavor, image, keyName, userData, hostname, newHost);
    }

    /** Returns this configuration on the next host; on the first host if the server was never scheduled. */
    public ServerConfiguration onOtherHost() {
        String at = host;
        int number = at == null ? 0 : Integer.parseInt(at.substring(at.lastIndexOf('-') + 1));
        return withHost(host(number));
    }

    /**
     * Returns this configuration on the host; on the next host if the name is empty.
     *
     * @throws ApiException 400 if the host does not exist
     */
    public ServerConfiguration onTargetHost(String name) {
        if (name.isEmpty()) {
            return onOtherHost();
        }
        if (!isHost(name)) {
            throw ApiException.badRequest("Compute host " + name + " could not be found.");
        }
        return withHost(name);
    }

    public static boolean isHost(String name) {
        return IntStream.range(0, HOSTS).mapToObj(ServerConfiguration::host).anyMatch(name::equals);
    }

    /** Returns the name of the host for the number. Assigns consecutive numbers to the hosts in turn. */
    public static String host(int number) {
        return "sim-compute-" + (1 + number % HOSTS);
    }

    /** Derives the guest's host name from the server's name (nova.utils.sanitize_hostname). */
    public static String hostname(String name, String id) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[ _.]", "-").replaceAll("[^a-z0-9-]+", "");
        String trimmed = plain.replaceAll("^-+|-+$", "");
        return trimmed.isEmpty() ? "server-" + id : trimmed.substring(0, Math.min(63, trimmed.length()));
    }

    /**
     * Returns the hash of host and project, by which users can distinguish hosts whose names Nova hides; empty without
     * a host.
     */
    public static String hostId(@Nullable String host, String projectId) {
        return host == null
                ? ""
                : (StableIds.plain("host", host + projectId) + StableIds.plain("host2", host + projectId))
                        .substring(0, 56);
    }
}
