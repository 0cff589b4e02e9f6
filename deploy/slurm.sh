#!/bin/sh
# Builds all projects in 16 shares, each a task of an array, and joins them:
#
#   export PROJECTS=/data/projects FORMS=/data/forms
#   build=$(sbatch --parsable --array=1-16 deploy/slurm.sh)
#   sbatch --dependency="afterany:$build" --wrap='jixiao merge "$FORMS" --projects "$PROJECTS"'
#
#SBATCH --job-name=jixiao
#SBATCH --cpus-per-task=4
#SBATCH --mem=1G
#SBATCH --time=01:00:00
set -eu
exec jixiao build "$PROJECTS" --out "$FORMS" --quiet \
    --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
    --jobs "$SLURM_CPUS_PER_TASK"
