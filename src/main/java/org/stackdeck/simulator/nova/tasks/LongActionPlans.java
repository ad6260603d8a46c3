package org.stackdeck.simulator.nova.tasks;

/** Execution plans that several actions share or that are too long for {@link ComputeAction}. */
final class LongActionPlans {

    static final ActionExecutionPlan BUILD = ActionExecutionPlan.of(
            "spawn",
            2500,
            ActionStage.of("compute__do_build_and_run_instance", "networking", "block_device_mapping", "spawning"));

    static final ActionExecutionPlan REBUILD = ActionExecutionPlan.of(
            "spawn",
            1300,
            ActionStage.of("rebuild_server", "rebuilding"),
            ActionStage.of(
                    "compute_rebuild_instance", "rebuilding", "rebuild_block_device_mapping", "rebuild_spawning"));

    static final ActionExecutionPlan REBUILD_STOPPED = ActionExecutionPlan.of(
            "spawn",
            1600,
            ActionStage.of("rebuild_server", "rebuilding"),
            ActionStage.of(
                            "compute_rebuild_instance",
                            "rebuilding",
                            "rebuild_block_device_mapping",
                            "rebuild_spawning",
                            "powering-off")
                    .with("compute_stop_instance"));

    static final ActionExecutionPlan RESIZE = ActionExecutionPlan.of(
                    "migrate",
                    2600,
                    ActionStage.of("conductor_migrate_server", "resize_prep").with("cold_migrate"),
                    ActionStage.of("compute_prep_resize", "resize_prep"),
                    ActionStage.of("compute_resize_instance", "resize_migrating", "resize_migrated"),
                    ActionStage.of("compute_finish_resize", "resize_finish"))
            .failingIn("compute_resize_instance");

    /** The conductor checks both hosts before it starts the migration. */
    static final ActionExecutionPlan LIVE_MIGRATE = ActionExecutionPlan.of(
                    "live_migration",
                    2900,
                    ActionStage.of("conductor_live_migrate_instance", "migrating"),
                    ActionStage.of("compute_live_migration", "migrating"),
                    ActionStage.of("compute_pre_live_migration", "migrating"),
                    ActionStage.of("compute_post_live_migration_at_destination", "migrating"))
            .failingIn("compute_pre_live_migration");

    static final ActionExecutionPlan REVERT_RESIZE = ActionExecutionPlan.of(
            "finish_revert_migration",
            1200,
            ActionStage.of("compute_revert_resize", "resize_reverting"),
            ActionStage.of("compute_finish_revert_resize", "resize_reverting"));

    static final ActionExecutionPlan CREATE_IMAGE = ActionExecutionPlan.of(
            "snapshot",
            600,
            ActionStage.of(
                    "compute_snapshot_instance",
                    "image_snapshot_pending",
                    "image_snapshot",
                    "image_pending_upload",
                    "image_uploading"));

    static final ActionExecutionPlan SHELVE = ActionExecutionPlan.of(
            "snapshot",
            1200,
            ActionStage.of(
                    "compute_shelve_instance",
                    "shelving",
                    "shelving_image_pending_upload",
                    "shelving_image_uploading",
                    "shelving_offloading"));

    static final ActionExecutionPlan UNSHELVE = ActionExecutionPlan.of(
            "spawn",
            1600,
            ActionStage.of("get_image_info", "unshelving"),
            ActionStage.of("schedule_instances", "unshelving"),
            ActionStage.of("compute_unshelve_instance", "spawning"));

    static final ActionExecutionPlan DELETE =
            ActionExecutionPlan.of("destroy", 500, ActionStage.of("compute_terminate_instance", "deleting"));

    private LongActionPlans() {}
}
