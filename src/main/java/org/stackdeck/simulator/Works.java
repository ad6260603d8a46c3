package org.stackdeck.simulator;

/** Stages of the actions that have more than one. */
final class Works {

    static final Work BUILD = Work.of(
            "spawn",
            2500,
            Stage.of("compute__do_build_and_run_instance", "networking", "block_device_mapping", "spawning"));

    static final Work REBUILD = Work.of(
            "spawn",
            1300,
            Stage.of("rebuild_server", "rebuilding"),
            Stage.of("compute_rebuild_instance", "rebuilding", "rebuild_block_device_mapping", "rebuild_spawning"));

    static final Work REBUILD_STOPPED = Work.of(
            "spawn",
            1600,
            Stage.of("rebuild_server", "rebuilding"),
            Stage.of(
                            "compute_rebuild_instance",
                            "rebuilding",
                            "rebuild_block_device_mapping",
                            "rebuild_spawning",
                            "powering-off")
                    .with("compute_stop_instance"));

    static final Work RESIZE = Work.of(
                    "migrate",
                    2600,
                    Stage.of("conductor_migrate_server", "resize_prep").with("cold_migrate"),
                    Stage.of("compute_prep_resize", "resize_prep"),
                    Stage.of("compute_resize_instance", "resize_migrating", "resize_migrated"),
                    Stage.of("compute_finish_resize", "resize_finish"))
            .failingIn("compute_resize_instance");

    /** The conductor checks both hosts before it starts the migration. */
    static final Work LIVE_MIGRATE = Work.of(
                    "live_migration",
                    2900,
                    Stage.of("conductor_live_migrate_instance", "migrating"),
                    Stage.of("compute_live_migration", "migrating"),
                    Stage.of("compute_pre_live_migration", "migrating"),
                    Stage.of("compute_post_live_migration_at_destination", "migrating"))
            .failingIn("compute_pre_live_migration");

    static final Work REVERT_RESIZE = Work.of(
            "finish_revert_migration",
            1200,
            Stage.of("compute_revert_resize", "resize_reverting"),
            Stage.of("compute_finish_revert_resize", "resize_reverting"));

    static final Work CREATE_IMAGE = Work.of(
            "snapshot",
            600,
            Stage.of(
                    "compute_snapshot_instance",
                    "image_snapshot_pending",
                    "image_snapshot",
                    "image_pending_upload",
                    "image_uploading"));

    static final Work SHELVE = Work.of(
            "snapshot",
            1200,
            Stage.of(
                    "compute_shelve_instance",
                    "shelving",
                    "shelving_image_pending_upload",
                    "shelving_image_uploading",
                    "shelving_offloading"));

    static final Work UNSHELVE = Work.of(
            "spawn",
            1600,
            Stage.of("get_image_info", "unshelving"),
            Stage.of("schedule_instances", "unshelving"),
            Stage.of("compute_unshelve_instance", "spawning"));

    static final Work DELETE = Work.of("destroy", 500, Stage.of("compute_terminate_instance", "deleting"));

    private Works() {}
}
