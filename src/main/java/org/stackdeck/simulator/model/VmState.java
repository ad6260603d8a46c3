package org.stackdeck.simulator.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;

/** Nova's {@code vm_state}. Together with the task state, it determines the status (nova.api.openstack.common). */
public enum VmState {
    ACTIVE("active", "ACTIVE"),
    BUILDING("building", "BUILD"),
    PAUSED("paused", "PAUSED"),
    SUSPENDED("suspended", "SUSPENDED"),
    STOPPED("stopped", "SHUTOFF"),
    RESCUED("rescued", "RESCUE"),
    RESIZED("resized", "VERIFY_RESIZE"),
    SOFT_DELETED("soft-delete", "SOFT_DELETED"),
    DELETED("deleted", "DELETED"),
    ERROR("error", "ERROR"),
    SHELVED("shelved", "SHELVED"),
    SHELVED_OFFLOADED("shelved_offloaded", "SHELVED_OFFLOADED");

    private static final Map<String, String> BY_TASK = Map.ofEntries(
            Map.entry("rebooting", "REBOOT"),
            Map.entry("reboot_pending", "REBOOT"),
            Map.entry("reboot_started", "REBOOT"),
            Map.entry("rebooting_hard", "HARD_REBOOT"),
            Map.entry("reboot_pending_hard", "HARD_REBOOT"),
            Map.entry("reboot_started_hard", "HARD_REBOOT"),
            Map.entry("updating_password", "PASSWORD"),
            Map.entry("rebuilding", "REBUILD"),
            Map.entry("rebuild_block_device_mapping", "REBUILD"),
            Map.entry("rebuild_spawning", "REBUILD"),
            Map.entry("migrating", "MIGRATING"),
            Map.entry("resize_prep", "RESIZE"),
            Map.entry("resize_migrating", "RESIZE"),
            Map.entry("resize_migrated", "RESIZE"),
            Map.entry("resize_finish", "RESIZE"),
            Map.entry("resize_reverting", "REVERT_RESIZE"));

    private final String code;
    private final String plainStatus;

    VmState(String code, String plainStatus) {
        this.code = code;
        this.plainStatus = plainStatus;
    }

    public String code() {
        return code;
    }

    String status(@Nullable String task) {
        String byTask = task == null ? null : BY_TASK.get(task);
        return byTask != null && isShownAs(byTask) ? byTask : plainStatus;
    }

    /** Returns whether a server in this state can have the status, depending on its task state. */
    public boolean isShownAs(String status) {
        return switch (status) {
            case "REBOOT", "HARD_REBOOT", "PASSWORD" -> this == ACTIVE;
            case "REBUILD" -> this == ACTIVE || this == STOPPED || this == ERROR;
            case "MIGRATING" -> this == ACTIVE || this == PAUSED;
            case "RESIZE" -> this == ACTIVE || this == STOPPED;
            case "REVERT_RESIZE" -> this == RESIZED;
            default -> status.equals(plainStatus);
        };
    }

    /** Returns the task states that cause the status; empty if no task state is required. */
    public static List<String> tasksOf(String status) {
        return BY_TASK.entrySet().stream()
                .filter(e -> e.getValue().equals(status))
                .map(Map.Entry::getKey)
                .toList();
    }

    public static boolean isStatus(String status) {
        return BY_TASK.containsValue(status) || Arrays.stream(values()).anyMatch(s -> s.plainStatus.equals(status));
    }

    public static VmState fromCode(String code) {
        return Arrays.stream(values())
                .filter(s -> s.code.equals(code) || s.plainStatus.equals(code))
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest("no vm_state " + code));
    }
}
