package org.stackdeck.cloud.keypair;

/** Public keys for tests. Their private keys do not exist. */
public final class TestPublicKeys {

    public static final String ED25519 =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

    private TestPublicKeys() {}

    public static SshPublicKey ed25519() {
        return SshPublicKey.parse(ED25519);
    }
}
