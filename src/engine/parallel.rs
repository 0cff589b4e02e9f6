//! Takes numbered items; works on them on several threads, and does one after the
//! other what has to be in order.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use rayon::ThreadPoolBuilder;
use rayon::iter::{ParallelBridge, ParallelIterator};

/// How many threads to work on so many items with: where nobody says, as many as the
/// machine gives. It is asked only where there are several: the answer takes reading files.
pub(crate) fn threads(asked: Option<usize>, items: usize) -> usize {
    let given = || thread::available_parallelism().map_or(1, usize::from);
    if items > 1 { asked.unwrap_or_else(given).min(items) } else { 1 }
}

/// Whether there are threads at all: WebAssembly has none.
pub(crate) const HAS_THREADS: bool = !cfg!(target_family = "wasm");

/// Does something aside, on a thread where there are such, and something else meanwhile.
pub(crate) fn meanwhile<A: Send, B>(aside: impl FnOnce() -> A + Send, act: impl FnOnce() -> B) -> (A, B) {
    if !HAS_THREADS {
        return (aside(), act());
    }
    thread::scope(|scope| {
        let aside = scope.spawn(aside);
        let done = act();
        (aside.join().unwrap_or_else(|panic| resume_unwind(panic)), done)
    })
}

/// What is done with each item, in this order. Items are begun in order, so that
/// little is kept of those that are done before their turn.
pub(crate) struct Steps<Read, Claim, Make, Settle, Done> {
    /// On any thread.
    pub read: Read,
    /// In the order of the items.
    pub claim: Claim,
    /// On any thread.
    pub make: Make,
    /// For so many at once that follow each other, and for the rest at the end; by one thread
    /// at a time, while others go on.
    pub settle: (usize, Settle),
    /// In the order of the items.
    pub done: Done,
}

impl<Read, Claim, Make, Settle, Done> Steps<Read, Claim, Make, Settle, Done> {
    /// Takes so many items through the steps.
    ///
    /// # Errors
    ///
    /// That of the first item that has one. No item after it is done.
    pub(crate) fn run<A, B, C, E>(self, count: usize, threads: usize) -> Result<(), E>
    where
        C: Send,
        E: Send,
        Read: Fn(usize) -> Result<A, E> + Sync,
        Claim: FnMut(A) -> Result<B, E> + Send,
        Make: Fn(B) -> Result<C, E> + Sync,
        Settle: Fn(&mut [C]) + Sync,
        Done: FnMut(usize, C) + Send,
    {
        let Self { read, claim, make, settle: (together, settle), done } = self;
        let claim = Mutex::new(claim);
        let turns = Turns::default();
        let results = Mutex::new(Results { next: 0, waiting: BTreeMap::new(), is_settling: false, failed: None, done });
        let failed = AtomicBool::new(false);
        let one = |index: usize| {
            let result = || {
                let turn = Turn { turns: &turns, index };
                let read = read(index)?;
                turn.wait();
                let claimed = lock(&claim)(read);
                drop(turn);
                make(claimed?)
            };
            let result = result();
            failed.fetch_or(result.is_err(), Ordering::Relaxed);
            let mut results_now = lock(&results);
            results_now.add(index, result);
            while let Some(mut part) = results_now.take(together) {
                drop(results_now);
                settle(&mut part);
                results_now = lock(&results);
                results_now.done(part);
            }
        };
        let items = (0..count).take_while(|_| !failed.load(Ordering::Relaxed));
        let threads = threads.min(count);
        let pool = (threads > 1).then(|| ThreadPoolBuilder::new().num_threads(threads).build());
        match pool {
            Some(Ok(pool)) => pool.install(|| items.par_bridge().for_each(one)),
            _ => items.for_each(one),
        }
        let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut rest = results.rest();
        settle(&mut rest);
        results.done(rest);
        results.failed.map_or(Ok(()), |(_, error)| Err(error))
    }
}

/// What has been made, until it is its turn.
struct Results<C, E, Done> {
    next: usize,
    waiting: BTreeMap<usize, C>,
    /// Whether the items before the next are being settled.
    is_settling: bool,
    failed: Option<(usize, E)>,
    done: Done,
}

impl<C, E, Done: FnMut(usize, C)> Results<C, E, Done> {
    fn add(&mut self, index: usize, result: Result<C, E>) {
        match result {
            Ok(made) => drop(self.waiting.insert(index, made)),
            Err(error) if self.failed.as_ref().is_none_or(|(first, _)| index < *first) => {
                self.failed = Some((index, error));
            }
            Err(_) => {}
        }
    }

    /// The items whose turn it is, where there are so many.
    fn take(&mut self, together: usize) -> Option<Vec<C>> {
        let end = self.next + together;
        let is_full = || (self.next..end).rev().all(|index| self.waiting.contains_key(&index));
        if self.is_settling || !is_full() {
            return None;
        }
        self.is_settling = true;
        Some((self.next..end).filter_map(|index| self.waiting.remove(&index)).collect())
    }

    /// Those that are left whose turn it is.
    fn rest(&mut self) -> Vec<C> {
        (self.next..).map_while(|index| self.waiting.remove(&index)).collect()
    }

    fn done(&mut self, part: Vec<C>) {
        for made in part {
            (self.done)(self.next, made);
            self.next += 1;
        }
        self.is_settling = false;
    }
}

/// Whose turn it is.
#[derive(Default)]
struct Turns {
    next: Mutex<usize>,
    changed: Condvar,
}

/// The turn of an item; it passes to the next one when this is dropped, also where
/// the item fails.
struct Turn<'a> {
    turns: &'a Turns,
    index: usize,
}

impl Turn<'_> {
    fn wait(&self) {
        let next = lock(&self.turns.next);
        drop(self.turns.changed.wait_while(next, |next| *next != self.index).unwrap_or_else(PoisonError::into_inner));
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.wait();
        *lock(&self.turns.next) += 1;
        self.turns.changed.notify_all();
    }
}

/// A lock; what a thread that failed left behind is as good as any.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn run(threads: usize, together: usize, fails: &[usize]) -> (Vec<usize>, Vec<usize>, Result<(), usize>) {
        let (mut claimed, mut done) = (Vec::new(), Vec::new());
        let settled = Mutex::new(0);
        let steps = Steps {
            read: |index| {
                thread::sleep(Duration::from_micros((index as u64 * 7) % 11 * 100));
                Ok(index)
            },
            claim: |index| {
                claimed.push(index);
                Ok(index)
            },
            make: |index| {
                thread::sleep(Duration::from_micros((index as u64 * 5) % 7 * 100));
                if fails.contains(&index) { Err(index) } else { Ok(index) }
            },
            settle: (together, |part: &mut [usize]| {
                let mut settled = lock(&settled);
                assert!(part.len() <= together.max(50 % together));
                assert_eq!(part, (*settled..*settled + part.len()).collect::<Vec<_>>());
                *settled += part.len();
                part.iter_mut().for_each(|item| *item += 1);
            }),
            done: |index, made| {
                assert_eq!(index + 1, made);
                done.push(index);
            },
        };
        let result = steps.run(50, threads);
        (claimed, done, result)
    }

    #[test]
    fn items_are_claimed_and_done_in_order() {
        let all: Vec<usize> = (0..50).collect();
        for (threads, together) in [(1, 1), (2, 1), (8, 1), (1, 7), (2, 7), (8, 7), (8, 100)] {
            assert_eq!(run(threads, together, &[]), (all.clone(), all.clone(), Ok(())));
        }
    }

    #[test]
    fn the_first_failure_counts() {
        for (threads, together) in [(1, 1), (2, 1), (8, 1), (8, 7)] {
            let (_, done, result) = run(threads, together, &[21, 20, 30]);
            assert_eq!((done, result), ((0..20).collect(), Err(20)), "{threads} threads");
        }
    }
}
