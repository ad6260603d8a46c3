package org.stackdeck.simulator;

import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Configuration and host of a server.
 *
 * @param image null if it boots from a volume
 * @param userData base64, as in the request
 * @param hostname of the guest, which does not change with the server's name
 * @param host the compute host; null if it was never scheduled
 */
record ServerBuild(
        SimulatedFlavor flavor,
        @Nullable SimulatedImage image,
        @Nullable String keyName,
        @Nullable String userData,
        String hostname,
        @Nullable String host) {

    private static final int HOSTS = 3;

    ServerBuild with(SimulatedFlavor newFlavor) {
        return new ServerBuild(newFlavor, image, keyName, userData, hostname, host);
    }

    /** A server that boots from a volume still has no image after the rebuild. */
    ServerBuild rebuiltFrom(SimulatedImage newImage) {
        return new ServerBuild(flavor, image == null ? null : newImage, keyName, userData, hostname, host);
    }

    ServerBuild withKey(@Nullable String newKeyName) {
        return new ServerBuild(flavor, image, newKeyName, userData, hostname, host);
    }

    ServerBuild withUserData(@Nullable String newUserData) {
        return new ServerBuild(flavor, image, keyName, newUserData, hostname, host);
    }

    ServerBuild called(String newHostname) {
        return new ServerBuild(flavor, image, keyName, userData, newHostname, host);
    }

    ServerBuild on(String newHost) {
        return new ServerBuild(flavor, image, keyName, userData, hostname, newHost);
    }

    /** Returns this configuration on the next host. */
    ServerBuild moved() {
        String at = host;
        int number = at == null ? 0 : Integer.parseInt(at.substring(at.lastIndexOf('-') + 1));
        return on(host(number));
    }

    static boolean isHost(String name) {
        return IntStream.range(0, HOSTS).mapToObj(ServerBuild::host).anyMatch(name::equals);
    }

    /** Hosts are used in turn. */
    static String host(int number) {
        return "sim-compute-" + (1 + number % HOSTS);
    }

    /** Derives the host name from the server's name (nova.utils.sanitize_hostname). */
    static String hostname(String name, String id) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[ _.]", "-").replaceAll("[^a-z0-9-]+", "");
        String trimmed = plain.replaceAll("^-+|-+$", "");
        return trimmed.isEmpty() ? "server-" + id : trimmed.substring(0, Math.min(63, trimmed.length()));
    }

    /** Nova's hash of host and project, by which members can distinguish hosts whose names are hidden. */
    static String hostId(@Nullable String host, String projectId) {
        return host == null
                ? ""
                : (Ids.plain("host", host + projectId) + Ids.plain("host2", host + projectId)).substring(0, 56);
    }
}
